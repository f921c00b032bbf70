/** What the plans' items and the programme's categories are called in Korean; in English their codes are words already. */
export const CATEGORIES = {
  toys: '완구', 'children-textile': '아동용 섬유제품', 'infant-textile': '유아용 섬유제품', 'children-tableware': '아동용 식기', 'children-footwear': '아동용 신발', jewellery: '장신구',
  'hair-accessories': '머리 장식', stationery: '학용품', footwear: '신발', 'bags-purses': '가방·지갑', 'household-textile': '가정용 섬유제품', 'umbrellas-rainwear': '우산·비옷', 'hot-water-bottles': '보온 물주머니',
  tableware: '식기', 'food-containers': '식품 용기', cookware: '조리 기구', 'cosmetics-bath': '화장품·목욕용품', 'candles-incense': '양초·향', 'lighting-electrical': '조명·전기용품',
};
export const ITEMS = {
  'total-lead': '총 납', lead: '납', 'lead-in-coating': '코팅의 납', 'lead-leaching': '납 용출량', 'total-cadmium': '총 카드뮴', 'cadmium-leaching': '카드뮴 용출량', arsenic: '비소', 'arsenic-leaching': '비소 용출량',
  'nickel-release': '니켈 용출량', 'nickel-leaching': '니켈 용출량', 'chromium-vi': '6가 크로뮴', 'chromium-vi-leaching': '6가 크로뮴 용출량', 'phthalates-sum': '프탈레이트계 가소제 총합', formaldehyde: '폼알데하이드',
  ph: 'pH', 'aryl-amines': '아릴아민', 'np-npeo': '노닐페놀류(NP·NPEO)', 'total-migration': '총용출량', 'sharp-edges': '날카로운 끝', 'aerobic-count': '총호기성 생균수', 's-aureus': '황색포도상구균',
  mit: 'MIT', cmit: 'CMIT', dioxane: '다이옥산', tetrachloroethylene: '테트라클로로에틸렌', 'dielectric-strength': '내전압',
};
