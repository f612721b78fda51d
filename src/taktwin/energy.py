"""Energy and carbon of a site: dispatch."""
from taktwin.planning.dispatch.problem import DispatchProblem
from taktwin.planning.dispatch.site import Battery, FlexibleLoad
from taktwin.planning.dispatch.tariff import Tariff
from taktwin.planning.dispatch.solve import dispatch
from taktwin.planning.dispatch.rolling import Replanner
from taktwin.planning.dispatch.frontier import carbon_frontier
