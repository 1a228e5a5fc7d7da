// Where the reader is in the log: at its end new lines are shown, further up they are only told.

import type { ReactiveController, ReactiveControllerHost } from "lit";

const NEAR = 60; // px from the end that still count as the end

interface Host extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class Reading implements ReactiveController {
  readonly #host: Host;
  #atEnd = true;
  #fromEnd = 0; // px that were below the top before older lines came
  #keepPlace = false;
  #last = "";
  /** Whether there are lines below that the reader has not seen. */
  unseen = false;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** Follow the log again: the reader said something, or asked to see what is new. */
  follow(): void {
    this.#atEnd = true;
    this.unseen = false;
    this.#host.requestUpdate();
  }

  /** The log is out of sight: whatever comes is unseen. */
  leave(): void {
    this.#atEnd = false;
  }

  /** Lines will be put above: what is read now stays where it is. */
  keepPlace(): void {
    const log = this.#log;
    if (!log) return;
    this.#fromEnd = log.scrollHeight - log.scrollTop;
    this.#keepPlace = true;
  }

  readonly scrolled = (): void => {
    const log = this.#log;
    if (!log) return;
    this.#atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (!this.#atEnd || !this.unseen) return;
    this.unseen = false;
    this.#host.requestUpdate();
  };

  /** `last` names the newest line. */
  newest(last: string): void {
    if (last === this.#last) return;
    this.#last = last;
    if (!this.#atEnd && last) this.unseen = true;
  }

  hostUpdated(): void {
    const log = this.#log;
    if (!log) return;
    if (this.#keepPlace) {
      log.scrollTop = log.scrollHeight - this.#fromEnd;
      this.#keepPlace = false;
    } else if (this.#atEnd) this.#toEnd(log);
  }

  // An answer longer than the window is read from its beginning.
  #toEnd(log: HTMLElement): void {
    log.scrollTop = log.scrollHeight;
    const newest = [...log.querySelectorAll<HTMLElement>(".turn")].at(-1);
    const hidden = log.getBoundingClientRect().top - (newest?.getBoundingClientRect().top ?? 0);
    if (newest && hidden > 0) log.scrollTop -= hidden + 8;
  }

  get #log(): HTMLElement | null {
    return this.#host.renderRoot.querySelector(".log");
  }
}
