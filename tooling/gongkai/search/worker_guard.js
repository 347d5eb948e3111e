// Stands before Pagefind's worker in the bundle. Pagefind logs a part of the index that it cannot fetch and
// goes on as if nothing were in it, so a reader would be told that there is no such document. Here a request
// during which a fetch failed is answered with that failure.
(() => {
  const fetchFrom = self.fetch.bind(self);
  const answer = self.postMessage.bind(self);
  let failure = null;
  self.fetch = async (...request) => {
    try {
      const response = await fetchFrom(...request);
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response;
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  self.postMessage = (message) => {
    const error = failure;
    failure = null;
    answer(error === null ? message : { id: message.id, error: String(error) });
  };
})();
