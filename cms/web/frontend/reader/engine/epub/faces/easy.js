import bold from "@fontsource/andika/files/andika-latin-700-normal.woff2";
import boldVietnamese from "@fontsource/andika/files/andika-vietnamese-700-normal.woff2";
import latin from "@fontsource/andika/files/andika-latin-400-normal.woff2";
import vietnamese from "@fontsource/andika/files/andika-vietnamese-400-normal.woff2";
import { rules } from "./rules.js";

export const css = `${rules("Andika", 400, vietnamese, latin)}\n${rules("Andika", 700, boldVietnamese, bold)}`;
