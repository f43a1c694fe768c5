/** Results of analyses. Whatever shape a result has is shown; positions in it lead to the line of the transcript. */
import { clock, el, said } from '../dom.js';

const POSITIONS = new Set(['start', 'at', 'timestamp', 'relative_timestamp', 'start_time']);

export class Analyses {
  element = el('section', { class: 'analyses', 'aria-label': 'Analyses' });
  #onCite;

  /** @param {(seconds: number) => void} onCite */
  constructor(onCite) {
    this.#onCite = onCite;
  }

  /** @param analyses the newest of each type first */
  show(analyses) {
    const newest = new Map();
    analyses.forEach((analysis) => newest.has(analysis.job_type) || newest.set(analysis.job_type, analysis));
    const articles = [...newest.values()].map((analysis) => this.#article(analysis));
    this.element.replaceChildren(
      el('h2', {}, 'Analyses'),
      ...(articles.length ? articles : [el('p', { class: 'hint' }, 'None yet: they follow the sealed transcript.')]));
  }

  #article(analysis) {
    const model = analysis.metadata?.model ? ` by ${analysis.metadata.model}` : '';
    return el('article', { 'data-type': analysis.job_type },
      el('h3', {}, analysis.job_type.replaceAll('_', ' ')),
      el('p', { class: 'meta' }, `${analysis.status}${model}`),
      analysis.status === 'completed' ? this.#value(analysis.result, '') : said('p', analysis.error_message ?? ''));
  }

  #value(value, name) {
    if (typeof value === 'number' && POSITIONS.has(name)) {
      const cite = el('button', { class: 'cite', type: 'button' }, clock(value));
      cite.addEventListener('click', () => this.#onCite(value));
      return cite;
    }
    if (Array.isArray(value)) {
      return el('ul', {}, ...value.map((each) => el('li', {}, this.#value(each, name))));
    }
    if (value !== null && typeof value === 'object') {
      return el('dl', {}, ...Object.entries(value).flatMap(([key, each]) =>
        [el('dt', {}, key.replaceAll('_', ' ')), el('dd', {}, this.#value(each, key))]));
    }
    return said('span', value === null ? '–' : String(value));
  }
}
