"""Beyond one machine: the same work on a Dask cluster, and what this machine makes of the answers."""
