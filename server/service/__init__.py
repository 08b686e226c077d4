"""服务融合: what residents and firms ask for, and what becomes of it."""
