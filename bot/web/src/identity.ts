// Who we are to the gateway: a session that it issued, the same for all tabs of the browser.

import type { Api } from "./api";
import type { Session } from "./protocol";
import type { Kept } from "./storage";

const NAME = "session";

export class Identity {
  readonly #api: Api;
  readonly #kept: Kept;
  #asked: Promise<Session> | null = null;

  constructor(api: Api, kept: Kept) {
    this.#api = api;
    this.#kept = kept;
  }

  /** The session, if there is one already. */
  known(): Session | null {
    return this.#kept.read<Session>(NAME);
  }

  /** The token, kept or new. Throws if the gateway was not reached. */
  async token(): Promise<string> {
    const known = this.known();
    if (known) return known.token;
    this.#asked ??= this.#api.newSession().finally(() => {
      this.#asked = null;
    });
    const session = await this.#asked;
    const faster = this.known(); // another tab asked at the same time
    if (faster) return faster.token;
    this.#kept.write(NAME, session);
    return session.token;
  }

  /** The gateway does not know this token; another tab may have a better one already. */
  forget(token: string): void {
    if (this.known()?.token === token) this.#kept.remove(NAME);
  }
}
