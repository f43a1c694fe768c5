/** Who is in the room, and who speaks. */
import { el, said } from '../dom.js';

export class Speakers {
  element = el('ul', { class: 'speakers', 'aria-label': 'Participants' });
  #people = new Map();
  #tracks = new Map();

  /** @param participants with participant_sid, display_name, is_active */
  show(participants) {
    this.#people = new Map(participants.map((person) => [person.participant_sid, person]));
    this.#render();
  }

  /** @param voice with participant_sid, track_sid, speaking */
  hear(voice) {
    if (voice.speaking) {
      this.#tracks.set(voice.track_sid, voice.participant_sid);
    } else {
      this.#tracks.delete(voice.track_sid);
    }
    this.#render();
  }

  #render() {
    const speaking = new Set(this.#tracks.values());
    this.element.replaceChildren(...[...this.#people.values()].map((person) => {
      const speaks = speaking.has(person.participant_sid);
      const item = said('li', person.display_name || person.identity,
        { class: `${speaks ? 'speaking' : ''} ${person.is_active ? '' : 'gone'}`.trim() });
      if (speaks) {
        item.append(el('span', { class: 'meta' }, ' speaks'));
      }
      return item;
    }));
  }
}
