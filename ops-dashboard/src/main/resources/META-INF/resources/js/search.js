import { get } from './api.js';
import { h, part } from './dom.js';
import { monthName } from './format.js';
import { isStaff } from './token.js';
import { t, term } from './words.js';

/** Everything that an id or words of a title may mean. */
export function searchPage(wanted) {
  const found = part(h('div'), (items) => resultsOf(items));
  const element = h('section', { class: 'panel', 'aria-labelledby': 'found-title' },
    h('h1', { id: 'found-title' }, t('search.for', { words: wanted })), found.element);
  return {
    element,
    title: () => t('search.for', { words: wanted }),
    async load() {
      const { items } = await get(`api/search?q=${encodeURIComponent(wanted.slice(0, 200))}&limit=50`);
      found.update(items);
    },
  };
}

function resultsOf(items) {
  const count = h('p', { class: 'soft', role: 'status' }, t('search.count', { count: items.length, n: items.length }));
  if (items.length === 0) return [count, h('p', null, t('search.none')), !isStaff() && h('p', { class: 'soft' }, t('search.public'))];
  return [count, h('ul', { class: 'results' }, items.map(resultOf))];
}

function resultOf(item) {
  const address = item.kind === 'ORDER' ? `#/order/${encodeURIComponent(item.orderId)}` : item.caseId ? `#/case/${encodeURIComponent(item.caseId)}` : null;
  const name = item.kind === 'ORDER' ? t('order', { order: item.orderId }) : item.title ?? item.listingId;
  return h('li', { 'data-kind': item.kind },
    h('p', { class: 'result-name' }, address ? h('a', { href: address }, name) : name,
      item.state && h('span', { class: `chip state is-${item.state.toLowerCase()}` }, term('state', item.state))),
    h('p', { class: 'soft' }, [
      `${t(`kind.${item.kind}`)} ${item.kind === 'TITLE' ? item.listingId : item.match}`,
      item.category && term('category', item.category),
      item.month && monthName(item.month),
      !address && t('search.no.case'),
    ].filter(Boolean).join(' · ')));
}
