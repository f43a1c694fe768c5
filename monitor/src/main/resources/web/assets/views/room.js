/** One room: its head, speakers, transcript and analyses, kept up to date until it is left. */
import { get, roomPath, save } from '../api.js';
import { el, said } from '../dom.js';
import { follow } from '../live.js';
import { Analyses } from './analyses.js';
import { Speakers } from './speakers.js';
import { TranscriptView } from './transcript.js';

/** Finals that are not yet in the tables when they are asked for are still this near on the log. */
const REPLAY = '2m';

export class RoomView {
  #sid;
  #element;
  #onState;
  #left = new AbortController();
  #speakers = new Speakers();
  #transcript = new TranscriptView();
  #analyses = new Analyses((seconds) => this.#transcript.cite(seconds));
  #version = 0;

  constructor(sid, element, onState) {
    this.#sid = sid;
    this.#element = element;
    this.#onState = onState;
  }

  /** Shows what there is, then what comes. Nothing falls between: the live stream begins before now. */
  async open() {
    const room = await get(roomPath(this.#sid), this.#left.signal);
    this.#version = room.transcript_version;
    this.#element.replaceChildren(
      said('h2', room.room_name),
      el('p', { class: 'meta' }, `${room.id}, ${room.status}`),
      this.#speakers.element,
      this.#transcript.element,
      this.#downloads(),
      this.#analyses.element);
    await Promise.all([this.#loadPeople(), this.#loadTranscript(), this.#loadAnalyses()]);
    follow(`${roomPath(this.#sid)}/live?replay=${REPLAY}`,
      (type, data) => this.#take(type, data), this.#onState, this.#left.signal);
  }

  leave() {
    this.#left.abort();
  }

  #take(type, data) {
    if (type === 'final') {
      this.#transcript.settle(data.track_sid);
      if (this.#version === 0) {
        this.#transcript.add({ ...data, participant: data.participant_sid });
      }
    } else if (type === 'partial') {
      this.#transcript.hear(data);
    } else if (type === 'speaking') {
      this.#speakers.hear(data);
      if (!data.speaking) {
        this.#transcript.settle(data.track_sid);
      }
    } else if (type === 'room') {
      this.#speakers.show(data.participants);
      if (data.transcript_version > this.#version) {
        this.#version = data.transcript_version;
        this.#again(() => this.#loadTranscript());
      }
    } else if (type === 'analysis') {
      this.#again(() => this.#loadAnalyses());
    }
  }

  /** The tables follow the log within moments. */
  #again(load) {
    setTimeout(() => load().catch((fault) => this.#onState('live', fault)), 500);
  }

  async #loadPeople() {
    const people = await get(`${roomPath(this.#sid)}/participants`, this.#left.signal);
    this.#speakers.show(people.items);
  }

  async #loadTranscript() {
    const transcript = await get(`${roomPath(this.#sid)}/transcript`, this.#left.signal);
    this.#version = Math.max(this.#version, transcript.version ?? 0);
    this.#transcript.show(transcript.segments);
  }

  async #loadAnalyses() {
    const analyses = await get(`${roomPath(this.#sid)}/analyses`, this.#left.signal);
    this.#analyses.show(analyses.items);
  }

  #downloads() {
    const formats = ['json', 'txt', 'srt', 'vtt'];
    return el('p', { class: 'meta' }, 'Transcript as ',
      ...formats.flatMap((format, index) => [index ? ', ' : '',
        this.#download(format)]));
  }

  #download(format) {
    const button = el('button', { type: 'button', class: 'download' }, format.toUpperCase());
    button.addEventListener('click', () =>
      save(`${roomPath(this.#sid)}/transcript?format=${format}`, `${this.#sid}.${format}`, this.#left.signal)
        .catch((fault) => fault.name === 'AbortError' || this.#onState('live', fault)));
    return button;
  }
}
