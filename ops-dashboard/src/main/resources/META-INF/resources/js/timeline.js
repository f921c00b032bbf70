import { h, keyedList } from './dom.js';
import { clockTime, day } from './format.js';
import { idOf, tell, toneOf, typeName } from './tell.js';
import { t } from './words.js';

/**
 * Events in their order, each in words, with its cause and its fields. @param hrefOf the address of a row, for causes; null: rows have none
 */
export function timeline(hrefOf) {
  const rows = new Map();
  const list = keyedList(h('ol', { class: 'timeline' }), (row) => idOf(row.event), (row) => {
    const item = itemOf(row, hrefOf);
    rows.set(row.event.id, item);
    return item;
  });
  return {
    element: list.element,
    update(events) {
      const byId = new Map(events.map((event) => [event.id, event]));
      list.update(events.map((event, i) => ({
        event,
        cause: causeOf(event, byId),
        newDay: i === 0 || day(event.occurredAt) !== day(events[i - 1].occurredAt),
      })));
    },
    /** Brings a row into sight and focus. @return false when it is not shown */
    goTo(id) {
      const item = rows.get(id);
      if (!item?.isConnected) return false;
      item.scrollIntoView({ block: 'center' });
      item.focus({ preventScroll: true });
      return true;
    },
  };
}

/** The cause with the time of its row, where that is on the page. */
function causeOf(event, byId) {
  if (!event.cause?.type) return null;
  const row = byId.get(event.cause.id);
  return { id: event.cause.id, type: event.cause.type, at: row?.occurredAt ?? null };
}

function itemOf({ event, cause, newDay }, hrefOf) {
  const from = event.occurredAt;
  const brief = event.count != null || event.type === 'OrderLinePaid';
  return h('li', { class: `event is-${toneOf(event)}${brief ? ' is-brief' : ''}`, tabindex: -1, 'data-type': event.type, 'data-event': event.id },
    h('time', { datetime: from }, h('span', { class: newDay ? 'event-day' : 'unseen' }, day(from)), ' ',
      h('b', null, clockTime(from)), event.until && event.until !== from ? h('b', null, `–${clockTime(event.until)}`) : null),
    h('div', { class: 'event-body' },
      h('p', { class: 'event-words' }, tell(event)),
      cause && h('p', { class: 'event-cause' }, t('because'), ' ',
        cause.at && hrefOf ? h('a', { href: hrefOf(cause.id) }, `${typeName(cause.type)}, ${day(cause.at)} ${clockTime(cause.at)}`) : typeName(cause.type)),
      event.fields && h('details', null,
        h('summary', null, h('span', null, t('fields')), h('code', null, event.type), h('span', { class: 'event-topic' }, event.topic)),
        fieldsOf(event))));
}

function fieldsOf(event) {
  const all = { eventId: event.id, ...event.fields };
  return h('dl', { class: 'fields' }, Object.entries(all).map(([name, value]) => [h('dt', null, name), h('dd', null, valueOf(value))]));
}

function valueOf(value) {
  if (!Array.isArray(value)) return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  if (value.length === 0) return '[]';
  if (value.every((item) => typeof item !== 'object')) return value.join(', ');
  return h('ul', null, value.map((item) => h('li', null, Object.entries(item).map(([name, field]) => `${name} ${field}`).join(' · '))));
}
