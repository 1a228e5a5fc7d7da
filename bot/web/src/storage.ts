// What outlives a reload, if the browser keeps anything at all; else it lives as long as the page.

const PREFIX = "policy-chat ";
const memory = new Map<string, string>();

/** JSON values by name, kept apart for each gateway. */
export class Kept {
  readonly #prefix: string;
  readonly #storage: () => Storage;

  constructor(server: string, storage: () => Storage = () => localStorage) {
    this.#prefix = `${PREFIX}${server} `;
    this.#storage = storage;
  }

  read<Value>(name: string): Value | null {
    const key = this.#prefix + name;
    let text = memory.get(key) ?? null;
    try {
      text = this.#storage().getItem(key) ?? text;
      return text === null ? null : (JSON.parse(text) as Value);
    } catch {
      return text === null ? null : parsed<Value>(text);
    }
  }

  write(name: string, value: unknown): void {
    const key = this.#prefix + name;
    const text = JSON.stringify(value);
    try {
      this.#storage().setItem(key, text);
      memory.delete(key);
    } catch {
      memory.set(key, text); // storage is full or forbidden
    }
  }

  remove(name: string): void {
    const key = this.#prefix + name;
    memory.delete(key);
    try {
      this.#storage().removeItem(key);
    } catch {
      // It was never there.
    }
  }
}

function parsed<Value>(text: string): Value | null {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return null;
  }
}
