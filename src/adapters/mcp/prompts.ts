/** Prompts that begin a real design conversation. Each takes one argument, `topic`. */
export const PROMPTS = [
  {
    name: 'choose-model',
    title: 'Choose a model',
    description: 'A selection conversation: constraints first, then one recommendation that can be defended.',
    argument: 'What the model must do, for whom, where it runs',
    text: (topic: string) =>
      `Help to choose a model: ${topic}

Ask at most three questions, only about what could change the choice: what ships (closed source, open source, research), where it runs and how fast, which languages, sizes or regions bind. Then call selectModel with the purpose in these words. Give: the recommendation with its figure, benchmark, source and date; the binding constraint; the runner-up and what it trades; what would flip the choice; licence and legal duties; what is not measured or not verified. Check single claims with lookup. End with the smallest test on the user's own data that would settle it.`,
  },
  {
    name: 'design-system',
    title: 'Design an ML system',
    description: 'From a requirement to models, hardware, cost and risks, with sourced figures.',
    argument: 'What the system must do, for whom, under which constraints',
    text: (topic: string) =>
      `Design this machine-learning system: ${topic}

Ask for missing constraints that would change the design (licence, where it runs, latency, volume, data sensitivity), at most three questions. Then call selectModel for each model it needs, sizeInfrastructure for language models that we would host, and estimateCost for hosted against self-hosted. Give: the recommendation in one paragraph; a table of the chosen parts with figure, basis, source and date; monthly cost; the binding constraint; what would change the design; what is assumed or not measured.`,
  },
  {
    name: 'review-design',
    title: 'Review an ML design',
    description:
      'Checks a proposed design for licence traps, dead projects, sizes that do not fit and prices that moved.',
    argument: 'The design: models, hardware, expected load, cost figures',
    text: (topic: string) =>
      `Review this design as a sceptical expert: ${topic}

Check each named model with lookup (licence of code and of weights, status, measured figures on the stated hardware) and with selectModel (what would be chosen instead), each self-hosted language model with sizeInfrastructure, each cost with estimateCost. List the findings by severity, each with the figure that proves it, its source and date, and the smallest change that mends it. Say what you could not check.`,
  },
  {
    name: 'cut-serving-cost',
    title: 'Cut serving cost',
    description: 'Where the money goes in a serving bill and what would lower it, computed.',
    argument: 'Model, traffic, hardware or API, and the present monthly cost',
    text: (topic: string) =>
      `Lower the cost of this inference workload without breaking its targets: ${topic}

Reproduce the present cost with estimateCost, then compute the alternatives: another API model, cached and batched shares, self-hosting with sizeInfrastructure's smallest fit, quantisation, fewer hours a day, spot. Rank the options by saving, each with its break-even, its risk, and what it assumes.`,
  },
  {
    name: 'set-up-monitoring',
    title: 'Set up monitoring',
    description: 'Alerts that mean something for a served model, with the files that deploy them.',
    argument: 'Runtime, kind of model, traffic, latencies, objective, when labels arrive',
    text: (topic: string) =>
      `Set up monitoring for this served model: ${topic}

Ask for what is missing and would change the alerts (requests a second, P50 and P95 of a good week, the objective, when labels arrive), at most three questions. Call planMonitoring. Give: what pages and what makes a ticket, each with its threshold, the requests it needs and its false alarms a month; which alerts the traffic is too thin for and what to do about it; how long a loss of quality stays unseen; what must be switched on in the runtime. Then ask which files to write and call it again with artefact for each. For an alert that fired, send the measured values as now and say whether the sample carries it.`,
  },
] as const;
