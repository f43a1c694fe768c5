/** What was said, and below it the words that may still change. */
import { clock, el, said } from '../dom.js';

const NEAR_END = 80;

export class TranscriptView {
  #lines = el('ol', { role: 'log', 'aria-label': 'Transcript' });
  #partials = el('ol', { 'aria-label': 'Being said', 'aria-live': 'off' });
  element = el('div', { class: 'transcript', tabindex: '0' }, this.#lines, this.#partials);
  #known = new Map();
  #open = new Map();

  /** @param segments ordered by start; they take the place of what stands there */
  show(segments) {
    this.#known.clear();
    this.#lines.replaceChildren();
    segments.forEach((segment) => this.add(segment));
  }

  /** A final: it is shown once however often it is told, in its place by time. */
  add(segment) {
    const key = `${segment.participant}@${segment.start}`;
    if (this.#known.has(key)) {
      return;
    }
    const follows = this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < NEAR_END;
    const item = line(segment, '');
    this.#known.set(key, item);
    let after = this.#lines.lastElementChild;
    while (after && Number(after.dataset.start) > segment.start) {
      after = after.previousElementSibling;
    }
    if (after) {
      after.after(item);
    } else {
      this.#lines.prepend(item);
    }
    if (follows) {
      this.element.scrollTop = this.element.scrollHeight;
    }
  }

  /** Live words of a track, replaced by the next. */
  hear(partial) {
    this.#open.get(partial.track_sid)?.remove();
    const item = line({ ...partial, participant: partial.participant_sid }, 'partial');
    this.#open.set(partial.track_sid, item);
    this.#partials.append(item);
  }

  /** The live words of a track have become final, or will not. */
  settle(track) {
    this.#open.get(track)?.remove();
    this.#open.delete(track);
  }

  /** Shows the line in which something was said. */
  cite(seconds) {
    const items = [...this.#lines.children];
    const item = items.findLast((each) => Number(each.dataset.start) <= seconds + 0.01) ?? items[0];
    items.forEach((each) => each.classList.toggle('cited', each === item));
    item?.scrollIntoView({ block: 'center' });
  }
}

function line(segment, kind) {
  const item = el('li', { class: kind || undefined },
    el('time', {}, clock(segment.start)),
    el('span', {}, said('bdi', segment.speaker, { class: 'speaker' }), ' ', said('span', segment.text)));
  item.dataset.start = String(segment.start);
  return item;
}
