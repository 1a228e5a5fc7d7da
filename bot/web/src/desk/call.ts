// A call: what is known of the caller, what was asked, and what the assistant answered. It outlives
// a reload of its tab, and a question that failed keeps its id: nothing is asked twice.

import { Refused } from "../http";
import { randomId } from "../random-id";
import { Kept } from "../storage";
import { Transcript } from "../transcript";
import type { Choices } from "./choices";
import { deskApi } from "./desk-api";
import { compose, type Facts, mustForget } from "./facts";
import type { Closing, DeskItem, Ticket } from "./protocol";
import { words } from "./words";

const CALL = "call";

export interface Question {
  id: string;
  text: string;
  /** What the assistant knows once it has heard it. */
  facts: Facts;
}

export interface Turn {
  id: string;
  text: string;
  answers: DeskItem[];
  /** Why there is no answer. */
  trouble: string | null;
}

interface KeptCall {
  /** Of the call, chosen here: begun twice it is the same. */
  id: string;
  number: string | null;
  facts: Facts;
  told: Facts;
  waiting: Question[];
}

export class Call {
  choices: Choices = {};
  ticket: Ticket | null = null;
  /** Where it opened on this screen's clock, in ms; 0 without a call. */
  since = 0;

  readonly #kept = new Kept(location.origin, () => sessionStorage);
  readonly #changed: () => void;
  readonly #failed: (error: unknown) => void;
  readonly #transcript = new Transcript<DeskItem>();
  readonly #troubles = new Map<string, string>();
  #id = randomId();
  #facts: Facts = {};
  #told: Facts = {}; // what the assistant remembers of the facts
  #waiting: Question[] = [];
  #asking = false;

  /** `failed` hears of errors that are not about one question. */
  constructor(changed: () => void, failed: (error: unknown) => void) {
    this.#changed = changed;
    this.#failed = failed;
  }

  get facts(): Facts {
    return this.#facts;
  }

  set facts(facts: Facts) {
    this.#facts = facts;
    this.#keep();
  }

  /** Whether an answer is on its way. */
  get asking(): boolean {
    return this.#asking;
  }

  /** Oldest first. */
  get turns(): Turn[] {
    const { items } = this.#transcript;
    const asked = items.filter(({ from }) => from === "user");
    const known = new Set(asked.map(({ id }) => id));
    return [...asked, ...this.#waiting.filter(({ id }) => !known.has(id))].map(({ id, text }) => ({
      id,
      text,
      answers: this.#troubles.has(id)
        ? [] // but an apology, which is no answer to read out
        : items.filter((item) => item.from === "bot" && item.reply_to === id),
      trouble: this.#troubles.get(id) ?? null,
    }));
  }

  /** Goes on with the call that this tab had; one that is over is forgotten. */
  async resume(): Promise<void> {
    const kept = this.#kept.read<KeptCall>(CALL);
    if (!kept) return;
    this.#id = kept.id;
    this.#facts = kept.facts;
    this.#told = kept.told;
    this.#waiting = kept.waiting;
    if (kept.number) await this.adopt(kept.number);
    else void this.#run();
  }

  /** Goes on with this call, which is open. */
  async adopt(number: string): Promise<void> {
    const { ticket, items } = await deskApi.ticket(number);
    if (ticket.state === "closed") {
      this.forget();
      return;
    }
    this.#open(ticket);
    this.#add(items);
    void this.#run();
  }

  /** Ask with all that is known put in front. */
  ask(said: string): void {
    this.#put(this.#composed(said));
  }

  /** Answer what the assistant asked: it knows the rest, unless it has to forget it first. */
  answer(said: string): void {
    this.#put(mustForget(this.#told, this.facts) ? this.#composed(said) : said);
  }

  /** Ask again what failed: as the same question, or anew if the gateway has settled that one. */
  retry({ id, text }: Turn): void {
    if (this.#waiting.some((question) => question.id === id)) {
      this.#troubles.delete(id);
      void this.#run();
    } else this.#put(text);
  }

  /** Returns the number of the ticket. Throws if the gateway did not take it. */
  async end(closing: Closing): Promise<string> {
    const ticket = await this.#opened();
    await deskApi.close(ticket.number, closing);
    this.forget();
    return ticket.number;
  }

  /** The next call is another caller. */
  forget(): void {
    this.ticket = null;
    this.since = 0;
    this.#id = randomId();
    this.#transcript.clear();
    this.#troubles.clear();
    this.#facts = {};
    this.#told = {};
    this.#waiting = [];
    this.#kept.remove(CALL);
    this.#changed();
  }

  #composed(said: string): string {
    return compose(this.choices, this.facts, said);
  }

  #put(text: string): void {
    this.#waiting.push({ id: randomId(), text, facts: this.facts });
    this.#keep();
    this.#changed();
    void this.#run();
  }

  /** Ask what waits, one after the other. */
  async #run(): Promise<void> {
    if (this.#asking) return;
    const next = (): Question | undefined =>
      this.#waiting.find(({ id }) => !this.#troubles.has(id));
    for (let question = next(); question; question = next()) {
      this.#asking = true;
      this.#changed();
      await this.#ask(question).catch((error: unknown) => this.#fail(question?.id ?? "", error));
    }
    this.#asking = false;
    this.#changed();
  }

  async #ask({ id, text, facts }: Question): Promise<void> {
    const { number } = await this.#opened();
    if (mustForget(this.#told, facts)) {
      await deskApi.restart(number);
      this.#told = {};
    }
    const { user, items, error } = await deskApi.ask(number, id, text, facts.as_of ?? null);
    this.#told = { ...this.#told, ...facts };
    if (error) this.#troubles.set(id, items[0]?.text || words.not_answered);
    this.#add([user, ...items]);
  }

  async #opened(): Promise<Ticket> {
    return this.ticket ?? this.#open(await deskApi.newCall(this.#id));
  }

  #open(ticket: Ticket): Ticket {
    this.ticket = ticket;
    this.since = Math.min(Date.now(), Date.parse(ticket.opened_at));
    this.#keep();
    return ticket;
  }

  /** Lines are here; questions among the answered ones wait no more. */
  #add(items: DeskItem[]): void {
    this.#transcript.add(items);
    const answered = new Set(items.map(({ reply_to }) => reply_to));
    this.#waiting = this.#waiting.filter(({ id }) => !answered.has(id));
    this.#keep();
  }

  #fail(id: string, error: unknown): void {
    this.#troubles.set(id, trouble(error));
    if (error instanceof Refused && error.status === 401) this.#failed(error);
  }

  #keep(): void {
    const number = this.ticket?.number ?? null;
    const [id, facts, told, waiting] = [this.#id, this.#facts, this.#told, this.#waiting];
    this.#kept.write(CALL, { id, number, facts, told, waiting } satisfies KeptCall);
  }
}

function trouble(error: unknown): string {
  if (!(error instanceof Refused)) return words.offline_question;
  return error.trouble.text || words.not_answered;
}
