// Before the first paint: the reader's theme and language, so that nothing flickers.
(function () {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('import-safety.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    const asked = new URLSearchParams(location.search).get('lang');
    if (asked === 'ko' || asked === 'en') localStorage.setItem('import-safety.lang', asked);
    const language = asked || localStorage.getItem('import-safety.lang') || navigator.language;
    root.lang = language.startsWith('ko') ? 'ko' : 'en';
  } catch (refused) {
    root.lang = navigator.language.startsWith('ko') ? 'ko' : 'en';
  }
})();
