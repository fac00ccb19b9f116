"""Ways to look for a proof, one idea a file; what they propose, the kernel accepts or not."""
