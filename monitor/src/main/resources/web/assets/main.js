/** Brings the parts of the page together: the list of rooms, the chosen room, the state of the connection. */
import { get, useToken } from './api.js';
import { el } from './dom.js';
import { follow } from './live.js';
import { RoomView } from './views/room.js';
import { RoomList } from './views/rooms.js';

const byId = (id) => document.getElementById(id);
const rooms = new RoomList(byId('rooms'));
let current = null;
let following = new AbortController();

function state(name, fault) {
  byId('status').textContent = fault ? `${name}: ${fault.message}` : name;
  byId('access').hidden = fault?.status !== 401;
}

async function start() {
  following.abort();
  following = new AbortController();
  try {
    rooms.show((await get('/api/rooms?limit=100')).items);
    follow('/api/live?events=room&replay=1m', (type, room) => {
      if (type === 'room') {
        rooms.update({ ...room, id: room.room_id });
      }
    }, state, following.signal);
    await route();
  } catch (fault) {
    state('not connected', fault);
    if (fault.status !== 401) {
      setTimeout(start, 5_000);
    }
  }
}

async function route() {
  const [, sid] = location.hash.match(/^#\/rooms\/(.+)$/) ?? [];
  if (!sid) {
    return;
  }
  current?.leave();
  try {
    const room = decodeURIComponent(sid);
    rooms.choose(room);
    current = new RoomView(room, byId('room'), state);
    await current.open();
  } catch (fault) {
    if (fault.name !== 'AbortError') {
      byId('room').replaceChildren(el('p', { role: 'alert' }, fault.message));
      state('live', fault.status === 401 ? fault : undefined);
    }
  }
}

byId('access').addEventListener('submit', (event) => {
  event.preventDefault();
  useToken(byId('token').value);
  byId('access').hidden = true;
  start();
});
window.addEventListener('hashchange', route);
start();
