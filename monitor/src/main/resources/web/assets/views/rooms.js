/** The list of rooms. */
import { el, said } from '../dom.js';

export class RoomList {
  #element;
  #rooms = new Map();
  #current = '';

  constructor(element) {
    this.#element = element;
  }

  /** @param rooms newest first, as the API gives them */
  show(rooms) {
    this.#rooms = new Map(rooms.map((room) => [room.id, room]));
    this.#render();
  }

  /** A room as it stands now; a new one comes first. */
  update(room) {
    const known = this.#rooms.has(room.id);
    const rest = known ? this.#rooms : new Map([[room.id, room], ...this.#rooms]);
    rest.set(room.id, { ...rest.get(room.id), ...room });
    this.#rooms = rest;
    this.#render();
  }

  choose(sid) {
    this.#current = sid;
    this.#render();
  }

  #render() {
    const items = [...this.#rooms.values()].map((room) =>
      el('li', {},
        el('a', {
          href: `#/rooms/${encodeURIComponent(room.id)}`,
          'aria-current': room.id === this.#current ? 'page' : undefined,
        },
        said('span', room.room_name),
        el('span', { class: 'meta' }, ` ${room.status}`))));
    this.#element.replaceChildren(...(items.length ? items : [el('li', { class: 'hint' }, 'No rooms yet.')]));
  }
}
