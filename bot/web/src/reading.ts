// Where the reader is in the log: at its end new lines are shown, further up they are only told.
// Nothing else moves the log: what is unfolded or pressed stays under the finger.

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
  #due = false; // lines have come or gone since the log was last put right
  #log: HTMLElement | null = null;
  // The window, a keyboard or what is being written takes room from the log.
  readonly #resized = new ResizeObserver(() => {
    if (this.#log && this.#atEnd) this.#toEnd(this.#log);
  });
  /** Whether there are lines below that the reader has not seen. */
  unseen = false;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** Follow the log again: the reader said something, or asked to see what is new. */
  follow(): void {
    this.#atEnd = true;
    this.#due = true;
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

  /** The lines have changed; `last` names the newest. */
  changed(last: string): void {
    this.#due = true;
    if (last === this.#last) return;
    this.#last = last;
    if (!this.#atEnd && last) this.unseen = true;
  }

  hostUpdated(): void {
    this.#watch(this.#host.renderRoot.querySelector<HTMLElement>(".log"));
    const log = this.#log;
    if (!log) return;
    if (this.#keepPlace) {
      log.scrollTop = log.scrollHeight - this.#fromEnd;
      this.#keepPlace = false;
    } else if (this.#due && this.#atEnd) this.#toEnd(log);
    this.#due = false;
  }

  hostDisconnected(): void {
    this.#watch(null);
  }

  #watch(log: HTMLElement | null): void {
    if (log === this.#log) return;
    this.#resized.disconnect();
    this.#log = log;
    if (log) this.#resized.observe(log);
  }

  // An answer longer than the window is read from its beginning, unless something was noted since.
  #toEnd(log: HTMLElement): void {
    log.scrollTop = log.scrollHeight;
    const newest = [...log.querySelectorAll<HTMLElement>(".turn, .note")].at(-1);
    const hidden = log.getBoundingClientRect().top - (newest?.getBoundingClientRect().top ?? 0);
    if (newest && hidden > 0) log.scrollTop -= hidden + 8;
  }
}
