// The compressed files of the index.

const SIGNATURE = "pagefind_dcd"; // what stands before the contents of each

const decoder = new TextDecoder();

// The contents of a compressed file of the index. Anything but the whole file rejects.
export async function unpacked(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  const stream = response.body.pipeThrough(new DecompressionStream("gzip"));
  const data = new Uint8Array(await new Response(stream).arrayBuffer());
  if (decoder.decode(data.subarray(0, SIGNATURE.length)) !== SIGNATURE) throw new Error(`${url.pathname}: no index`);
  return data.subarray(SIGNATURE.length);
}
