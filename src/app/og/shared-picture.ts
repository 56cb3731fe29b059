/** The picture that stands for the page at `path` where its link is shared; a later version is another address. */
export const sharedPicture = (path: string, version?: number) => ({
  url: `/og${path}${version === undefined ? "" : `?v=${version}`}`,
  width: 1_200,
  height: 630,
});
