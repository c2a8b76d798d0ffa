/** Fanfare in the browser, as a classic script: it sets window.Fanfare. */
import { Fanfare } from "./socket.js";

(globalThis as { Fanfare?: typeof Fanfare }).Fanfare = Fanfare;
