/**
 * Server-sent events over fetch, which can carry a token where EventSource cannot. Comes back by itself, with the id of
 * the last event, until it is aborted.
 */
import { headers, request } from './api.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;

/**
 * @param {string} path with the query of the first request, if it has one
 * @param {(type: string, data: any) => void} onEvent
 * @param {(state: 'live'|'reconnecting', fault?: Error) => void} onState
 * @param {AbortSignal} signal
 */
export async function follow(path, onEvent, onState, signal) {
  let lastId = '';
  let wait = FIRST_WAIT;
  while (!signal.aborted) {
    try {
      const sent = headers('text/event-stream');
      if (lastId) {
        sent['Last-Event-ID'] = lastId;
      }
      const answer = await request(path, { headers: sent, signal, cache: 'no-store' });
      onState('live');
      wait = FIRST_WAIT;
      for await (const event of events(answer.body)) {
        lastId = event.id ?? lastId;
        if (event.data) {
          onEvent(event.type, JSON.parse(event.data));
        }
      }
    } catch (fault) {
      if (signal.aborted || fault.status === 404) {
        return;
      }
      onState('reconnecting', fault);
    }
    await pause(wait, signal);
    wait = Math.min(LONGEST_WAIT, wait * 2);
  }
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    yield* blocks.map(parse);
  }
}

function parse(block) {
  const event = { type: 'message', data: '' };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ');
    const field = line.slice(0, colon);
    const value = line.slice(colon + 2);
    if (field === 'id') {
      event.id = value;
    } else if (field === 'event') {
      event.type = value;
    } else if (field === 'data') {
      event.data += value;
    }
  }
  return event;
}

function pause(millis, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
