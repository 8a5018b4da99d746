// The writing room's behaviours, one a file. Without script the form works as it stands.

import { Autosave } from "./autosave.js";
import { foldColumn } from "./folding.js";
import { growWithWords } from "./growing.js";
import { leadToGaps } from "./gaps.js";
import { guardUnsaved } from "./saving.js";
import { offerKept } from "./kept_offers.js";
import { enhanceNames } from "./names.js";
import { enhanceOriginal } from "./original.js";
import { enhanceTags } from "./tags.js";
import { offerProposals } from "./proposals.js";
import { showPresence } from "./presence.js";
import { previewSearch } from "./search_preview.js";
import { chooseLead } from "./lead_picture.js";
import { showChecks } from "./checks.js";
import { countHead } from "./counters.js";
import { watchHouseStyle } from "../house/room.js";

const room = document.getElementById("room");
growWithWords(room);
foldColumn(room.querySelector("[data-fold]"));
leadToGaps(room);
room.querySelectorAll("[data-names]").forEach(enhanceNames);
const tags = enhanceTags(room.querySelector("[data-tags]"));
room.querySelectorAll("[data-original]").forEach(enhanceOriginal);
offerProposals(room, tags);
previewSearch(room);
chooseLead(room.querySelector("[data-lead]"));
const autosave = new Autosave(room);
offerKept(room, autosave);
guardUnsaved(room, autosave);
showPresence(room);
showChecks(room);
countHead(room);
watchHouseStyle(room);
