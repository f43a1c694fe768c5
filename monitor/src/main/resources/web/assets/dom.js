/** Makes elements. Text is only ever set as text, so nothing that people say or are called can become markup. */

/**
 * @param {string} tag
 * @param {Record<string, string|boolean|undefined>} attributes undefined and false leave one out
 * @param {...(Node|string)} children strings become text
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children);
  return element;
}

/** A name or words of a person, in a direction of their own. */
export function said(tag, text, attributes = {}) {
  return el(tag, { dir: 'auto', ...attributes }, text);
}

/** Seconds since time zero as h:mm:ss. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value) => String(value).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
