// The script of the desk's pages: it defines <desk-phone> and <desk-chats>.

import { DeskChats } from "./desk-chats";
import { DeskPhone } from "./desk-phone";

customElements.define("desk-phone", DeskPhone);
customElements.define("desk-chats", DeskChats);
