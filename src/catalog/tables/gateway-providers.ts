import * as z from 'zod/v4';
import { date, identifier, optional } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

/** How gateways address a provider. */
export const gatewayProviders = defineTable({
  id: 'gateway-providers',
  title: 'How LiteLLM and Envoy AI Gateway address a provider',
  key: ['provider'],
  columns: {
    /** The provider's id in genai-prices; `self-hosted` for a server of one's own. */
    provider: column('Provider', identifier),
    litellmPrefix: column('LiteLLM prefix', identifier),
    keyVariable: column('Key variable', optional(identifier)),
    envoySchema: column('Envoy schema', z.enum(['OpenAI', 'Anthropic'])),
    envoyPrefix: column('Envoy prefix', optional(identifier)),
    envoySecurity: column('Envoy security', z.enum(['APIKey', 'AnthropicAPIKey'])),
    /** `-`: the caller's own. */
    host: column('Host', optional(identifier)),
    /** Where the prefix is from; `Source` is of the rest. */
    litellmSource: column('LiteLLM source', identifier),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'source', to: ['sources'] },
    { field: 'litellmSource', to: ['sources'] },
  ],
  staleAfterDays: 365,
});
