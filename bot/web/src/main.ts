// The script that a page includes: it defines <policy-chat>, once.

import { PolicyChat } from "./policy-chat";

const script = document.currentScript as HTMLScriptElement | null;
if (script) PolicyChat.server = new URL(script.src).origin;
if (!customElements.get("policy-chat")) customElements.define("policy-chat", PolicyChat);
