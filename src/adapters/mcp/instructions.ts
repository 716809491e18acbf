/** Shown by clients to the model once a session: the order of a design conversation. At most 1,500 characters. */
export const INSTRUCTIONS = `Sourced, dated, computed answers for designing machine-learning and computer-vision systems.

Order of a design conversation:
1. Constraints first: what the product may ship (closed source, commercial), where it runs, latency, volume, where data may go.
2. selectModel: which model, with the purpose in the user's words (it decides the benchmark); who was ruled out by what, what would flip it, licence traps.
3. sizeInfrastructure: which accelerators, how many, within which latency; language models, vision, speech, embeddings.
4. estimateCost: hosted API against self-hosting for the same work, break-even, what decides.
5. planInference (pattern, latency, servers), simulateServing (batching), planVideoPipeline (cameras), planRag, planRouting (several LLMs), planTraining, selectComponents (the stack).
6. detectDrift (files, a database, a sample) or computePSI (one column): drift, or noise; planMonitoring: alerts.
lookup: any single fact (price, licence, bandwidth, score, shutdown date) with source and date.

Reading an answer: verdict first. Every figure has a basis, a source and a date; quote them. "Not measured" means that no published measurement is in the tables: it is an answer, not a gap to fill from memory. assumptions lists the defaults that were used: confirm the ones that matter with the user and call again. detail "full" gives all rows.

Tables and guides are resources: mlcv://tables/{table}, mlcv://references/{path}.`;
