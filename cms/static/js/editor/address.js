// Where a link may go: the rule of `safe_address` in cms/lib/richtext.py, which has the last word when the text is saved.
const WEB = /^https?:\/\/[^/?#\\@:]/i;

export function safeAddress(typed) {
  const address = typed.replace(/[\t\n\r\f]/g, "").trim().replaceAll(" ", "%20");
  if (!address || address.length > 2000 || address.includes("\\")) return "";
  if (address[0] === "#" || (address[0] === "/" && address[1] !== "/")) return address;
  const scheme = /^([A-Za-z]+):/.exec(address);
  if (!scheme) return "";
  const name = scheme[1].toLowerCase();
  const rest = address.slice(scheme[0].length);
  if (name === "http" || name === "https") return WEB.test(address) ? `${name}:${rest}` : "";
  return (name === "mailto" || name === "tel") && rest ? `${name}:${rest}` : "";
}

// What somebody means who types an address: a bare host is of the web, a bare mailbox is a mailbox, and an address of
// our own site is a path, so that it holds wherever the site moves.
export function meantAddress(typed, ownSites = []) {
  let address = typed.trim();
  if (/^[^\s@/:?#]+@[^\s@/:?#]+\.[^\s@/:?#]+$/.test(address)) address = `mailto:${address}`;
  else if (/^[\p{L}\d-]+(\.[\p{L}\d-]+)*\.\p{L}{2,}([/?#]\S*)?$/u.test(address)) address = `https://${address}`;
  const safe = safeAddress(address);
  for (const site of ownSites) {
    if (safe === site) return "/";
    if (safe.startsWith(`${site}/`)) return safe.slice(site.length);
  }
  return safe;
}
