import { t } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';

/** An element. What comes from outside only ever becomes text or an attribute's value: titles are the sellers' words. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value != null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

/** A part of the page that is built anew only when its data have changed: focus and open details stay. */
export function part(element, build) {
  let shown;
  return {
    element,
    update(data) {
      const asked = JSON.stringify(data) ?? '';
      if (asked === shown) return;
      shown = asked;
      element.replaceChildren(...[build(data)].flat(Infinity).filter((child) => child != null && child !== false));
    },
  };
}

/** A list whose unchanged items keep their elements. */
export function keyedList(element, idOf, build) {
  let known = new Map();
  return {
    element,
    update(items) {
      const next = new Map();
      for (const item of items) {
        const id = idOf(item);
        const asked = JSON.stringify(item);
        const old = known.get(id);
        next.set(id, old?.asked === asked ? old : { asked, node: build(item) });
      }
      const nodes = [...next.values()].map((entry) => entry.node);
      if (nodes.length !== element.children.length || nodes.some((node, i) => node !== element.children[i])) {
        element.replaceChildren(...nodes);
      }
      known = next;
    },
  };
}

/** A keyed list that shows its first items, and all of them at the press of a button. @param words `${words}.all` and `${words}.fewer` name the button */
export function shortened(list, atFirst, words) {
  let all = [];
  let open = false;
  const button = h('button', { class: 'tool', type: 'button', hidden: true });
  const show = () => {
    list.update(open ? all : all.slice(0, atFirst));
    button.hidden = all.length <= atFirst;
    button.textContent = t(`${words}.${open ? 'fewer' : 'all'}`, { n: all.length });
    button.setAttribute('aria-expanded', open);
  };
  button.addEventListener('click', () => {
    open = !open;
    show();
  });
  return {
    button,
    update(items) {
      all = items;
      show();
    },
  };
}
