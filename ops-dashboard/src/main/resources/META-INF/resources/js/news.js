import { byId, h, keyedList, shortened } from './dom.js';
import { clockTime, shortDay } from './format.js';
import { caseLink, idOf, tell, toneOf } from './tell.js';
import { t } from './words.js';

const QUIET = 8000;
const AT_FIRST = 9;

/** What happens now, newest first; read aloud at most every eight seconds, so that a screen reader keeps up. */
export function newsPart() {
  const list = keyedList(h('ol', { class: 'news' }), idOf, itemOf);
  const shown = shortened(list, AT_FIRST, 'news');
  const none = h('p', { class: 'soft' }, t('news.none'));
  let newest;
  let spokenAt = 0;
  return {
    element: h('section', { class: 'panel', 'aria-labelledby': 'news-title' }, h('h2', { id: 'news-title' }, t('news.title')), none, list.element, shown.button),
    update(events) {
      shown.update(events);
      none.hidden = events.length > 0;
      const first = events[0];
      if (first && newest && idOf(first) !== newest && Date.now() - spokenAt > QUIET) {
        spokenAt = Date.now();
        byId('news-aloud').textContent = [first.title, tell(first)].filter(Boolean).join(': ');
      }
      newest = first && idOf(first);
    },
  };
}

function itemOf(event) {
  const at = event.until ?? event.occurredAt;
  return h('li', { class: `news-item is-${toneOf(event)}` },
    h('time', { datetime: at }, `${shortDay(at)} ${clockTime(at)}`),
    h('p', null, caseLink(event), tell(event)));
}
