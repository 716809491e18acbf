import process from 'node:process';

/**
 * Stands in for the SDK's Node shim in the bundle (see scripts/build.ts). The SDK's own brings a JSON Schema
 * validator that checks the answers to elicitation; this server asks its client nothing.
 */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error('this server asks its client nothing');
  }
}

export { process };
