// What views say, as one part that is loaded when something is first shown.
export { tooltipLines } from './connectionWords';
export { describeRow } from './rowWords';
export { describeStatus } from './statusWords';
export { textAsMarkdown } from './textAsMarkdown';
export { describeTrouble } from './troubleWords';
