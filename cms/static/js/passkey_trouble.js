// A passkey that was not given: say so where it was asked for, instead of nothing.

const WORDS = {
  NotAllowedError: "No passkey was given, or it took too long. Try again, or use your password.",
  InvalidStateError: "This device holds a passkey of this account already.",
  SecurityError: "Passkeys work only at the site's own https address.",
};

document.addEventListener("allauth.error", (event) => {
  const place = document.getElementById("passkey_error");
  if (!place) return;
  event.preventDefault();
  place.textContent = WORDS[event.detail.exception?.name] ?? "Passkeys do not work in this browser. Use your password.";
});
