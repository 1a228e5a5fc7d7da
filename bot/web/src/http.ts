// Requests to the gateway, and what it says when it refuses one.

import type { Trouble } from "./protocol";

const PATIENCE = 60_000; // ms; the gateway itself gives up earlier and says so

/** The gateway answered, but not with what was asked for. */
export class Refused extends Error {
  readonly status: number;
  readonly trouble: Trouble;

  constructor(status: number, told: unknown) {
    const trouble = troubleOf(told);
    super(`HTTP ${status} ${trouble.code}`);
    this.status = status;
    this.trouble = trouble;
  }
}

/** Throws `Refused`, or a TypeError or DOMException if the gateway was not reached. */
export async function request(url: string, options: RequestInit, body?: object): Promise<Response> {
  const headers = new Headers(options.headers);
  if (body) headers.set("Content-Type", "application/json");
  const response = await fetch(url, {
    ...options,
    headers,
    body: body ? JSON.stringify(body) : null,
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (response.ok) return response;
  throw new Refused(response.status, await response.json().catch(() => null));
}

interface Told {
  error?: { code?: string; retry_after?: number | null } | null;
  messages?: { text?: string }[];
}

function troubleOf(told: unknown): Trouble {
  const { error, messages } = (told ?? {}) as Told;
  const text = (messages ?? []).map((said) => said.text ?? "").join("\n");
  return { code: error?.code ?? "", text, retry_after: error?.retry_after ?? null };
}
