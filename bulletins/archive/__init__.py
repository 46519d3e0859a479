"""The readers' site: published issues, shown from their frozen documents and nothing else."""
