import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { realContext } from './test/support/read-catalog.ts';
import { planRag as tool } from './src/tools/plan-rag.ts';
console.log('schema', encode(`${tool.name}\n${tool.description}\n${JSON.stringify(tool.inputJsonSchema())}`).length, tool.description.length);
const ctx = realContext();
for (const { input } of tool.examples) {
  const a = await tool.execute(input, ctx); const f = await tool.execute({ ...input, detail: 'full' }, ctx);
  console.log(encode(JSON.stringify(a.structured)).length, encode(JSON.stringify(f.structured)).length);
  console.log(a.text); 
}
for (const { input } of tool.examples) { const a = (await tool.execute(input, ctx)).structured; for (const [k,v] of Object.entries(a)) console.log(k, encode(JSON.stringify(v)).length); }
const schema = tool.inputJsonSchema() as any; for (const [k,v] of Object.entries(schema.properties)) console.log('  ', k, encode(JSON.stringify({[k]:v})).length);
