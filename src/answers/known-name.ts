/** Endings of a published name that mean a variant of the same weights: how tuned, how stored, when. */
const VARIANT =
  /[-_ ](instruct|it|chat|hf|base|thinking|fp8|nvfp4|fp4|mxfp4|bf16|fp16|int4|int8|awq|gptq|gguf|dynamic|block|kv|v\d+-fp4|quantized|w4a16|w8a8|\d{4})$/;

/**
 * The listed id for a published name: as it stands, then without publisher and variant endings, then by the table of
 * other names. Undefined where nothing matches exactly; nothing is guessed.
 */
export function knownName(
  published: string,
  ids: ReadonlyMap<string, string>,
  aliases: ReadonlyMap<string, string>,
): string | undefined {
  let name = published
    .toLowerCase()
    .replace(/^[^/]*\//, '')
    .trim();
  for (;;) {
    const id = ids.get(name) ?? aliases.get(name);
    if (id !== undefined) return id;
    const shorter = name.replace(VARIANT, '');
    if (shorter === name) return undefined;
    name = shorter;
  }
}
