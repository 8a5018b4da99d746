// Words kept in this browser until the server has them: a row for each account, story and window. Never another
// account's, and none after signing out.

const PREFIX = "steppe-kept:";

const rows = () => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return []; // the browser keeps nothing
  }
};

export class KeptHere {
  constructor(account, story, tab) {
    this.mine = `${PREFIX}${account}:${story}:`;
    this.key = this.mine + tab;
  }

  // Tells whether the browser could keep them. `isSent`: they went off with the page, and nobody waited for the answer.
  put(fields, isSent = false) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), isSent, fields }));
      return true;
    } catch {
      return false;
    }
  }

  remove(key = this.key) {
    try {
      localStorage.removeItem(key);
    } catch { /* nothing was kept */ }
  }

  // What windows that are gone have left of this story.
  left() {
    return rows().filter((key) => key.startsWith(this.mine) && key !== this.key).map(read).filter(Boolean);
  }
}

function read(key) {
  try {
    return { key, ...JSON.parse(localStorage.getItem(key)) };
  } catch {
    return null;
  }
}

export const isAnythingOnlyHere = () => rows().map(read).some((row) => row && !row.isSent);

export const forgetAll = () => rows().forEach((key) => localStorage.removeItem(key));
