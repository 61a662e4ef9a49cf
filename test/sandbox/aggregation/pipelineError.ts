/** A pipeline that can't be run: the text goes into the body of a 400. */
export class PipelineError extends Error {}
