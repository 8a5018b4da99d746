// Keeps what is typed, a little after each pause: in this browser first, then on the server, in the writer's own slot.
// Kept is not saved. Nobody else sees these words, and the story's version stays.

import { KeptHere } from "./kept_here.js";
import { sendLeft } from "./left_words.js";
import { offerSigningIn } from "./sign_in.js";
import { renewToken } from "./session.js";
import { troubleIn } from "./trouble.js";
import { fieldsOf, typedIn } from "./typed.js";

const PAUSE = 1200;
const LONGEST_PAUSE = 10_000;
const RETRIES = [3_000, 5_000, 10_000, 30_000];
// A request that outlives its page may carry no more.
const MOST_ON_LEAVING = 60_000;
const LONGEST_WAIT = 20_000;

const clock = () => new Date().toLocaleTimeString("en-GB");

export class Autosave {
  constructor(room) {
    this.room = room;
    this.shown = room.querySelector("#kept");
    this.trouble = troubleIn(room.querySelector("#kept-trouble"));
    const { kept_for: account, kept_place: place, kept_tab: tab } = room.elements;
    tab.value ||= crypto.randomUUID?.().slice(0, 23) ?? String(Math.random()).slice(2);
    const { keep, story } = this.shown.dataset;
    this.address = keep;
    this.story = story;
    this.account = account.value;
    this.here = new KeptHere(this.account, story, tab.value);
    this.place = place.value;
    this.turn = Number(room.elements.kept_turn.value) || 0;
    this.sending = null;
    this.failures = 0;
    this.hasLeft = false;
    this.isStopped = false; // by what only the writer can settle
    this.isPartly = false;
    this.known = this.asOpened = typedIn(room);
    this.listen();
    // What a refused save shows again stands nowhere yet. What others build on load is no change of the writer's.
    const isUnkept = room.querySelector("#collision, #faults") !== null && document.querySelector("[data-kept]") === null;
    addEventListener("load", () => {
      this.asOpened = typedIn(room);
      this.known = isUnkept ? "" : this.asOpened;
      if (isUnkept) this.soon();
      sendLeft(this);
    });
  }

  listen() {
    for (const kind of ["input", "change"]) this.room.addEventListener(kind, () => this.soon());
    addEventListener("online", () => this.retryNow());
    addEventListener("pageshow", () => {
      this.hasLeft = false;
    });
    document.addEventListener("visibilitychange", () => document.hidden && this.keep({ isLeaving: true }));
    this.channel = new BroadcastChannel("steppe-kept");
    this.channel.addEventListener("message", ({ data }) => {
      if (data.story === this.story && data.account === this.account && this.story !== "new") this.hearOfAnother(data);
    });
  }

  get hasUnkept() {
    return typedIn(this.room) !== this.known;
  }

  // Whether leaving loses nothing: all is kept, or nothing has failed and the rest is sent on leaving.
  get isSafe() {
    return !this.isPartly && (!this.hasUnkept || this.isAboutToBeKept);
  }

  get isAboutToBeKept() {
    return this.failures === 0 && !this.isStopped && navigator.onLine;
  }

  soon() {
    clearTimeout(this.timer);
    this.first ??= Date.now();
    this.timer = setTimeout(() => this.keep(), Math.max(0, Math.min(PAUSE, this.first + LONGEST_PAUSE - Date.now())));
  }

  retryNow() {
    if (!this.isStopped && this.failures) this.keep();
  }

  // One request at a time; what was typed meanwhile goes with the next.
  async keep({ isLeaving = false } = {}) {
    clearTimeout(this.timer);
    this.first = undefined;
    if (!this.hasUnkept || this.hasLeft) return;
    if (this.sending && !isLeaving) {
      await this.sending;
      return this.keep();
    }
    const words = typedIn(this.room);
    const keepalive = isLeaving && words.length < MOST_ON_LEAVING;
    const isHere = this.putHere(keepalive && !this.isStopped);
    if (this.isStopped) return;
    const job = this.send(words, isHere, keepalive, isLeaving).finally(() => {
      if (this.sending === job) this.sending = null;
    });
    this.sending = job;
    return job;
  }

  // Resolves when nothing is under way, so that a save never overtakes, or is overtaken by, what it makes superfluous.
  async quiet() {
    clearTimeout(this.timer);
    const longest = new Promise((resolve) => setTimeout(resolve, 3_000));
    await Promise.race([this.sending, longest]);
  }

  // The form itself carries the words away. Should it not arrive, such as by way of signing in, they are still here.
  leave() {
    clearTimeout(this.timer);
    this.putHere(true);
    this.hasLeft = true;
  }

  putHere(isSent) {
    this.room.elements.kept_turn.value = this.turn += 1;
    return this.here.put(fieldsOf(this.room).filter(([name]) => name !== "csrfmiddlewaretoken"), isSent);
  }

  async send(words, isHere, keepalive, isLeaving) {
    renewToken(this.room);
    const body = new URLSearchParams(fieldsOf(this.room));
    if (isLeaving) body.set("leaving", "1");
    let answer;
    try {
      answer = await fetch(this.address, {
        method: "POST", body, keepalive, headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(LONGEST_WAIT),
      });
    } catch {
      return this.failed(isHere, "The newsroom’s server does not answer.");
    }
    const said = await answer.json().catch(() => null);
    if (answer.ok && said) return this.done(words, said);
    if (answer.status === 409 && said?.elsewhere) return this.tellElsewhere(said.elsewhere, said.mark);
    if (answer.status === 401) return void this.signedOut(isHere);
    // The token is another since somebody signed in anew. Once renewed, that is not the reason.
    if (answer.status === 403 && !said && !this.hasRenewed) return void this.signedOut(isHere, (this.hasRenewed = true));
    if (said?.refused && answer.status !== 429) return this.refused(`Not kept. ${said.refused}`);
    if ([400, 413].includes(answer.status)) return this.refused("Not kept: the text is larger than the server takes. Your words are still on this screen.");
    return this.failed(isHere, "The newsroom’s server has a fault.");
  }

  done(words, said) {
    this.known = words;
    this.failures = 0;
    this.hasRenewed = false;
    this.isPartly = said.left_out.length > 0;
    if (!this.isPartly) this.here.remove();
    this.room.elements.kept_seen.value = said.mark;
    this.shown.textContent = said.kept && !this.isPartly ? `Kept ${said.kept}` : "";
    if (this.isPartly) this.trouble.say(`Kept ${said.kept}, without what is too long to be: ${said.left_out.join(", ")}. Leaving would lose it.`);
    else if (said.since) this.trouble.say(`${said.since}, while you were writing. Your words are kept; saving will show you both texts.`);
    else this.trouble.clear();
    if (said.kept) this.channel.postMessage({ story: this.story, account: this.account, at: said.kept, mark: said.mark });
    this.room.dispatchEvent(new CustomEvent("kept", { detail: said }));
    if (this.hasUnkept) this.soon();
  }

  // Tried again by itself.
  failed(isHere, reason) {
    const wait = RETRIES[Math.min(this.failures, RETRIES.length - 1)];
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), wait);
    const where = isHere ? `Your words are kept in this browser, last at ${clock()}` : "Your words are on this screen alone";
    this.shown.textContent = "";
    this.trouble.say(`${reason} ${where}, and sent when it answers again.`);
  }

  // Tried again with the next words.
  refused(words) {
    this.failures += 1;
    this.shown.textContent = "";
    this.trouble.say(words);
  }

  // Not tried again until the writer has settled it.
  stop(words, ...presses) {
    this.isStopped = true;
    this.shown.textContent = "";
    this.trouble.say(words, ...presses);
  }

  goOn() {
    this.isStopped = false;
    this.trouble.clear();
    return this.keep();
  }

  tellElsewhere(at, mark) {
    const offer = document.querySelector(`[data-kept-offer="${CSS.escape(mark)}"]`);
    const words = offer
      ? `Not kept on the server: first say above what is to become of the words of ${at}.`
      : `You write this story in another window too, where newer words were kept at ${at}. These here are not kept on the server.`;
    this.stop(words, {
      words: offer ? "Keep these instead" : "Keep these instead of those",
      run: () => {
        this.room.elements.kept_seen.value = mark;
        offer?.remove();
        this.known = "";
        this.goOn();
      },
    });
  }

  // In another window of this browser newer words were kept.
  hearOfAnother({ at, mark }) {
    if (typedIn(this.room) === this.asOpened) {
      this.trouble.say(`You write this story in another window too, where words were kept at ${at}.`);
      return;
    }
    this.known = "";
    this.tellElsewhere(at, mark);
  }

  // Resolves when the same account is signed in again, and the words go on.
  async signedOut(isHere = true) {
    if (this.isAsking) return;
    this.isAsking = true;
    await offerSigningIn(this, this.shown.dataset, isHere);
    this.isAsking = false;
    await this.goOn();
  }

  // The words are saved: the server has emptied the slot.
  saved(words) {
    this.known = this.asOpened = words;
    this.failures = 0;
    this.isPartly = this.isStopped = false;
    this.here.remove();
    this.shown.textContent = "";
    this.trouble.clear();
    if (this.hasUnkept) this.soon();
  }
}
