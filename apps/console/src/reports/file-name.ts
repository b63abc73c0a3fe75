/** The name in a Content-Disposition header; the one in RFC 5987's encoding where there is one (RFC 6266). */
export function fileNameIn(header: string | null): string | undefined {
  if (header === null) return undefined;
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  if (encoded) {
    try {
      return decodeURIComponent(encoded);
    } catch {
      // Not what it says it is; the plain name will do.
    }
  }
  return /filename="([^"]+)"/i.exec(header)?.[1];
}
