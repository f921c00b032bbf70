/** An element: `tag.class`, its attributes (`onclick` and the like listen), what is inside. Text never becomes markup. */
export function el(name, attributes = {}, ...inside) {
  const [tag, ...classes] = name.split('.');
  const node = document.createElement(tag);
  if (classes.length > 0) node.className = classes.join(' ');
  for (const key of Object.keys(attributes)) {
    const given = attributes[key];
    if (typeof given === 'function') node.addEventListener(key.slice(2), given);
    else if (given != null && given !== false) node.setAttribute(key, given === true ? '' : given);
  }
  node.append(...inside.flat(9).filter((each) => each || each === 0));
  return node;
}

export const find = (id) => document.getElementById(id);

/** A control with its name and a place for what is wrong with it. */
export function field(id, name, control, attributes = {}) {
  control.id = id;
  control.setAttribute('aria-describedby', `${id}-told`);
  return el('div.field', attributes, el('label', { for: id }, name), control, toldPlace(id));
}

export const toldPlace = (id) => el('p.told', { id: `${id}-told` });

export function tick(id, name, control) {
  control.id = id;
  control.type = 'checkbox';
  return el('label.tick', { for: id }, control, name);
}

/** Says what is wrong right at the control, or with null that nothing is. @return whether there is such a control */
export function tellAt(id, words) {
  const control = find(id);
  const place = find(`${id}-told`);
  if (place) place.textContent = words ?? '';
  if (words) control?.setAttribute('aria-invalid', 'true');
  else control?.removeAttribute('aria-invalid');
  return Boolean(place);
}

export function choice(options, chosen, attributes = {}) {
  return el('select', attributes, options.map(([value, name]) => el('option', { value, selected: value === chosen }, name)));
}

/** Buttons wait while what they do is under way. */
export function button(name, words, act) {
  const node = el(name, { type: 'button' }, words);
  node.addEventListener('click', async () => {
    node.disabled = true;
    try {
      await act();
    } finally {
      node.disabled = false;
    }
  });
  return node;
}
