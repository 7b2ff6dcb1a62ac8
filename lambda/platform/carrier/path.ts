/** Path and query as they were asked for: the carrier's signature covers them letter by letter. */
export const pathAndQuery = (url: string): string => url.slice(url.indexOf('/', url.indexOf('//') + 2));
