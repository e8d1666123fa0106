/** How many of each there are. Besides, one file with the site and its roles, and one for every 500 people. */
export const sizes = {
  S: { people: 200, groups: 30, projects: 20, spaces: 10, schemes: 3 },
  M: { people: 5_000, groups: 500, projects: 500, spaces: 300, schemes: 40 },
  L: { people: 50_000, groups: 5_000, projects: 5_000, spaces: 3_000, schemes: 200 },
  XL: { people: 150_000, groups: 20_000, projects: 30_000, spaces: 20_000, schemes: 700 },
};
