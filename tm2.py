import time,taktwin,cProfile,pstats
p=taktwin.load("phoenix"); r=p.simulate(days=1,warmup=1)
from taktwin.planning.energy.ofrun import SiteOfRun
SiteOfRun.of(r.model,r.results)
pr=cProfile.Profile(); pr.enable(); SiteOfRun.of(r.model,r.results); pr.disable()
pstats.Stats(pr).sort_stats("cumtime").print_stats(22)
