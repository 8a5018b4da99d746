/** Sends picture files to the library, each by itself, so that one that is refused stops no other. */

const UPLOAD = "/admin/pictures/picture/upload/";
export const SIGNED_OUT = "You are no longer signed in. Sign in again in another tab, then try again.";

/** The token that Django wants with every POST: from a form of the page, else from its cookie. */
export function csrfToken() {
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  return field?.value ?? document.cookie.match(/(?:^|; )(?:__Host-)?csrf=([^;]*)/)?.[1] ?? "";
}

/** Pictures among what was dropped or chosen. A folder has no type and no size worth sending. */
export const filesOf = (transfer) => [...transfer.files];

/**
 * Send one file. `onProgress(share)` hears of 0 to 1. Never rejects: resolves with an item of the library, or with
 * {refused: reason} in words for an editor.
 */
export function send(file, { credit = "", source = "" } = {}, onProgress = () => {}) {
  return new Promise((resolve) => {
    const body = new FormData();
    body.append("files", file);
    body.append("credit", credit);
    body.append("source", source);
    const request = new XMLHttpRequest();
    request.open("POST", UPLOAD);
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(event.loaded / event.total));
    request.addEventListener("load", () => resolve(outcome(request)));
    request.addEventListener("error", () => resolve({ refused: "The connection broke. Try again." }));
    request.addEventListener("abort", () => resolve({ refused: "Stopped." }));
    request.send(body);
  });
}

function outcome({ status, response, responseURL }) {
  if (!responseURL.endsWith(UPLOAD)) return { refused: SIGNED_OUT };
  if (status === 413) return { refused: "The file is larger than the server takes." };
  if (status === 403) return { refused: response?.errors?.[""] ?? SIGNED_OUT };
  if (!response) return { refused: "The server could not take the file. Try again." };
  return response.items?.[0] ?? { refused: response.refused?.[0]?.reason ?? "The server could not take the file." };
}

/** Send several, two at a time, in the order given. `onEach(index, outcome)` hears of each as it ends. */
export async function sendAll(files, words, { onProgress = () => {}, onEach = () => {} } = {}) {
  let next = 0;
  const worker = async () => {
    while (next < files.length) {
      const index = next;
      next += 1;
      onEach(index, await send(files[index], words, (share) => onProgress(index, share)));
    }
  };
  await Promise.all([worker(), worker()]);
}
