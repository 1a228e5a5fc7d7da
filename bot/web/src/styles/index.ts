// Constructable style sheets: they need no `unsafe-inline`, and no page can undo them.

import { unsafeCSS } from "lit";
import cards from "./cards.css?inline";
import host from "./host.css?inline";
import messages from "./messages.css?inline";
import panel from "./panel.css?inline";

export const styles = [host, panel, messages, cards].map(unsafeCSS);
