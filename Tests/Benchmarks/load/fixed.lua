-- The same bytes for every request: wrk builds them once from these fields, and no Lua runs while it measures.
wrk.method = os.getenv("BENCH_METHOD")
wrk.body = os.getenv("BENCH_BODY")

dofile(os.getenv("BENCH_LUA") .. "/figures.lua")
