// Letters set low or high; never both.
import { Subscript as Low, Superscript as High } from "../vendor.js";

export const Subscript = Low.extend({ excludes: "subscript superscript" });
export const Superscript = High.extend({ excludes: "subscript superscript" });
