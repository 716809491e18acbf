import type { Tool } from './contract/define-tool.ts';
import { selectModel } from './tools/select-model.ts';

/** Every tool there is. The key equals the tool's name and its file's name; tests hold all three together. */
export const TOOLS = {
  selectModel,
} as const satisfies Readonly<Record<string, Tool>>;

export type ToolName = keyof typeof TOOLS;
